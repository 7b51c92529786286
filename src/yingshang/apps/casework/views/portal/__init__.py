"""The portal: what an applicant sees and does."""
