"""The staff's desk of cases: queue, case screen, routing, crews, digest."""
