"""The demo's staff: invented people, one for each role, one password for all."""

DEMO_PASSWORD = "kocasinan-demo"  # noqa: S105 - printed by `make run`, refused in production
DEMO_USERS = [
    ("yonetici", "Yönetici: her şey"),
    ("vefat", "Vefat masası: ilanı doğrudan yayımlar"),
    ("yol", "Yol çalışmaları masası"),
    ("saha", "Saha ekibi sorumlusu: telefondan bildirir (/yonetim/saha/)"),
    ("kurs", "Kurs masası"),
    ("rehber", "Kent rehberi masası"),
    ("danisma", "Danışma masası: vatandaşın işleri (/yonetim/vezne/)"),
    ("vezne", "Vezne: borç tahsilatı (/yonetim/borclar/), kurtarmada ikinci görevli"),
    ("tahakkuk", "Tahakkuk görevlisi: iade ve düzeltme ister"),
    ("gelir", "Gelir şefi: iptal, iade ve düzeltmede ikinci kişi, raporlar"),
    ("denetci", "Mali denetçi: raporları ve kasaları okur"),
    ("cozum", "Çözüm Merkezi masası: bütün başvurular (/yonetim/basvurular/)"),
    ("fen", "Fen İşleri görevlisi: kendi müdürlüğünün başvuruları"),
    ("ekip", "Saha ekibi: işleri telefonda (/yonetim/saha-isleri/)"),
    ("cagri", "Çağrı merkezi: adına kayıt (/yonetim/basvurular/adina-kayit/)"),
    ("kvkk", "KVKK sorumlusu"),
    ("editor", "Web editörü: onaya gönderir"),
    ("onay", "Onaylayan: başkasının değişikliğini onaylar"),
]
