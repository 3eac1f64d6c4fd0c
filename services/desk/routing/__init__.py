"""Where reports go, by rules that administrators write, try on past reports, and activate."""
