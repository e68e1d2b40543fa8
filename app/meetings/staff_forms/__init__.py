"""What staff are asked when they prepare, write and finish meetings. Import the file you need."""
