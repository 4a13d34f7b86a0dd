"""Compare and measure text: normal forms, stems, word lists, typing errors."""
