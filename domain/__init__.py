"""What is measured and how it is judged. Standard library only; knows no screen, file or database."""
