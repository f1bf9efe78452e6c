//! Text to mentions, attributions, claims, dates and quantities.
