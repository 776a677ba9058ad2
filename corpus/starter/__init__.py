"""The starter library: thirty fictional published reviews, their sources and the script that typesets them."""
