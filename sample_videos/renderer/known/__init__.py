"""What is true of a clip: landmarks by anatomy, events, measures, outline."""
