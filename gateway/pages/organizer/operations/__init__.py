"""Operations: what happens, what was sent, what failed, who did what."""
