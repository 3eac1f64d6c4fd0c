"""The form that files a report: four steps that carry what was typed before."""
