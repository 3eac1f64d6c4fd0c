"""The Solution Centre (Çözüm Merkezi): what citizens report, and what becomes of it."""
