"""“Bilgi yanlış mı?”: citizens' corrections of places and the desk's queue of them."""
