"""From a clip to pictures and a film."""
