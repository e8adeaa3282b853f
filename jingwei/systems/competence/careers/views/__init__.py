"""Pages of careers: cadres, reserves and vacancies, problems, and the cadre's own page."""
