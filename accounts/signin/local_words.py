"""What people here make passwords of: our own list, written for this site; no copied data.

Plain letters, as typed without Turkish ones. Words of three letters stand in so many others that
they are left out, but for what is part of a name of the place.
"""

import unicodedata
from functools import cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES = _words(
    """
kocasinan kayseri erciyes talas melikgazi hacilar develi incesu bunyan yesilhisar felahiye pinarbasi
turkiye anadolu kapadokya ankara istanbul izmir bursa adana antalya konya gaziantep sanliurfa mersin
diyarbakir samsun denizli eskisehir trabzon malatya erzurum sivas nevsehir kirsehir yozgat nigde
aksaray kahramanmaras elazig rize ordu giresun corum tokat amasya manisa balikesir sakarya kocaeli
tekirdag edirne canakkale mugla aydin hatay mardin batman siirt bingol bitlis hakkari igdir ardahan
"""
)

CLUBS = _words(
    """
galatasaray fenerbahce besiktas trabzonspor kayserispor erciyesspor bursaspor goztepe altay
sivasspor konyaspor ankaragucu genclerbirligi basaksehir samsunspor eskisehirspor fener cimbom
kartal kanarya aslan ultraslan carsi gala saray
"""
)

NAMES = _words(
    """
mehmet mustafa ahmet huseyin hasan ibrahim ismail osman yusuf murat omer ramazan halil suleyman
abdullah mahmut recep salih fatih kadir emre hakan adem bekir serkan hamza yasin selim cem burak
orhan kemal metin kenan furkan berat emir miran eymen kerem enes arda berk tolga volkan onur ugur
umut deniz baris cihan sinan tarik ferhat erkan erdem erdal yavuz taner caner gokhan oguz kaan fatma
ayse emine hatice zeynep elif meryem serife zehra sultan hanife merve havva zeliha esra fadime ozlem
hacer melek yasemin hulya sevim cemile leyla dilek aysel semra songul kubra tugba busra sumeyye
gulsah gamze ebru pinar derya sibel seda selin defne asel eylul azra nehir ecrin ada irem ceren
melisa yilmaz kaya demir celik sahin yildiz yildirim ozturk aydin ozdemir arslan dogan kilic aslan
cetin kara koc kurt ozkan simsek polat korkmaz cakir erdogan ataturk
"""
)

PLAIN = _words(
    """
sifre sifrem parola parolam password passwd admin administrator yonetici belediye belediyesi memur
kullanici kullanici_adi user giris hosgeldin merhaba selam deneme test gizli bilgisayar internet
telefon aile annem babam anne baba kizim oglum bebek bebegim canim askim hayatim sevgi sevgilim
seniseviyorum seviyorum askimsin birtanem prenses prensim melegim kalbim allah allahuekber bismillah
elhamdulillah insallah masallah vatan millet bayrak turk turkce turkum cumhuriyet asker polis ocak
subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik pazartesi sali carsamba
persembe cuma cumartesi pazar ilkbahar yaz sonbahar kis bahar gunes yildiz cicek papatya lale qwerty
qwertz asdf asdfgh zxcv abc abcd abcdef iloveyou welcome letmein dragon monkey
"""
)

# Rows of keys: Turkish Q, Turkish F, and the alphabet. Four in a row, either way, are no secret.
ROWS = (
    "qwertyuiopgu",
    "asdfghjklsi",
    "zxcvbnmoc",
    "fggiodrnhpqw",
    "uieautkmlysx",
    "jovcczsb",
    "abcdefghijklmnopqrstuvwxyz",
    "abccdefgghiijklmnooprsstuuvyz",
)
RUN = 4
# Letters that digits and signs stand for.
LEET = str.maketrans("01345789@$!|€", "oleastbgasiie")
LEET_I = LEET | str.maketrans("1", "i")

WORDS = frozenset(word for word in (*PLACES, *CLUBS, *NAMES, *PLAIN) if len(word) > 3) | {"turk"}


@cache
def runs() -> frozenset[str]:
    """Return every four neighbours of a row, forwards and backwards."""
    rows = [row for one in ROWS for row in (one, one[::-1])]
    return frozenset(
        row[start : start + RUN] for row in rows for start in range(len(row) - RUN + 1)
    )


def plain(word: str) -> str:
    """Return a word as it is typed without Turkish letters."""
    folded = unicodedata.normalize("NFKD", word.lower().replace("ı", "i"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def views(word: str) -> tuple[str, ...]:
    """Return a plain word, and as it reads with letters for digits: k0c4s1n4n; as long as it is."""
    return tuple(dict.fromkeys((word, word.translate(LEET), word.translate(LEET_I))))
