"""What people are told without asking: reminders, changes, what waits. Each can be stopped."""
