"""What is written, and after the stroke what is said, in each language."""

from __future__ import annotations

ENGLISH = """
7 aims | seven aims
12 of 40 | twelve of forty
116 resident | one hundred and sixteen resident
1,088 | one thousand and eighty-eight
35,000 properties | thirty-five thousand properties
2,500,000 | two million five hundred thousand
3.14 | three point one four
3-year plan | three-year plan
-5 points | minus five points
07 | oh seven
In 1998 | In nineteen ninety-eight
In 1905 | In nineteen oh five
In 2000 | In two thousand
In 2008 | In two thousand and eight
In 2010 | In twenty ten
by 2027 | by twenty twenty-seven
1900 | nineteen hundred
the 1990s | the nineteen nineties
2008/09 | two thousand and eight to nine
2010/11 | twenty ten to eleven
1999/00 | nineteen ninety-nine to two thousand
2008/09 to 2010/11 | two thousand and eight to nine up to twenty ten to eleven
2008–2011 | two thousand and eight to twenty eleven
2008-2009 | two thousand and eight to two thousand and nine
3–4 people | three to four people
aged 11-16 | aged eleven to sixteen
68–84 High Street | sixty-eight to eighty-four High Street
£1 | one pound
£10 for each | ten pounds for each
£1,000 | one thousand pounds
£10.50 | ten pounds and fifty pence
£0.01 | one penny
£2.5m | two point five million pounds
£3 million | three million pounds
£20k | twenty thousand pounds
£10–£20 | ten pounds to twenty pounds
50p | fifty pence
61% | sixty-one per cent
0.5% | zero point five per cent
79/80% | seventy-nine to eighty per cent
10–15% | ten to fifteen per cent
-5 % | minus five per cent
12 January 2026 | the twelfth of January twenty twenty-six
on 1 March | on the first of March
the 3 May | the third of May
21st June 2010 | the twenty-first of June twenty ten
2 to 5 March 2010 | the second of March to the fifth of March twenty ten
19/12/07 | the nineteenth of December two thousand and seven
2026-01-31 | the thirty-first of January twenty twenty-six
November 2013 | November twenty thirteen
“Nov-13” | “November thirteen”
April 08 09 | April oh eight, oh nine
the 3rd and the 12th | the third and the twelfth
the 40th | the fortieth
1/2 | a half
3/4 of them | three quarters of them
2½ days | two and a half days
2/3 | two thirds
50/50 split | fifty fifty split
quarter 3/4 | quarters three and four
Q3 | quarter three
18:30 | six thirty in the evening
9am | nine o’clock in the morning
6.05pm | six oh five in the evening
12:00 | twelve noon
9:00–10:30 | nine o’clock in the morning to ten thirty in the morning
01632 960 100 | oh one six three two, nine six oh, one oh oh
01202 264400 | oh one two oh two, two six four, four oh oh
18001 01632 960 200 | one eight oh oh one, oh one six three two, nine six oh, two oh oh
+441632960200 | plus four four, one six three two, nine six oh, two oh oh
(020) 7501 2241 | oh two oh, seven five oh one, two two four one
involvement@riweb.example | involvement at riweb dot example
https://www.larch.example/get-in | W W W dot larch dot example slash get hyphen in
EX1 1EX | E X one, one E X
C33 | C thirty-three
F4YP | F four Y P
TP01 | T P oh one
1.1. Walk | one point one. Walk
3.10. A | three point ten. A
Q&A | Q&A
you & us | you and us
1 + 1 = 2 | one plus one equals two
estate/street | estate or street
and/or | and or
The plan (2007) is here | The plan, two thousand and seven, is here
A – B | A, B
e.g. this, etc. | for example this, and so on.
No. 5 | number five
Is it? No. | Is it? No.
5km | five kilometres
5 mins | five minutes
1 km | one kilometre
3 km | three kilometres
2.5 hrs | two point five hours
500 MB | five hundred megabytes
30 kWh | thirty kilowatt hours
20 m² | twenty square metres
-5°C | minus five degrees Celsius
1p | one penny
-£5 | minus five pounds
£1,234,567,890,123 | one two three four five six seven eight nine oh one two three pounds
$2.5m | two point five million dollars
€20 | twenty euros
⅕ of them | a fifth of them
99 to 12 March | ninety-nine to the twelfth of March
“121s” | “one-to-ones”
Objective a, Objective b | Objective A, Objective B
a tenant | a tenant
٣ | three
🏡 | house with garden
"""

WELSH = """
1 cam | un cam
2 gam | dau gam
3 cham | tri cham
2 dasg | dwy dasg
3 tasg | tair tasg
4 tudalen | pedair tudalen
5 cam | pum cam
6 cham | chwe cham
10 diwrnod | deg diwrnod
11 | un deg un
22 tudalen | dau ddeg dwy tudalen
35 | tri deg pump
60 | chwe deg
100 cam | can cam
101 | cant ac un
103 | cant a thri
125 | cant dau ddeg pump
200 | dau gant
600 | chwe chant
2,000 | dwy fil
35,000 | tri deg pum mil
2 flynedd | dwy flynedd
3 blynedd | tair blynedd
5 mlynedd | pum mlynedd
23 o gamau | dau ddeg tri o gamau
rhwng 10 a 20 | rhwng deg a dau ddeg
1 a 3 | un a thri
1 a 8 | un ac wyth
y 21ain ganrif | yr unfed ar hugain ganrif
i 10 | i ddeg
o 5 | o bump
2.5 | dau pwynt pump
5 mins | pum munud
3 km | tri chilometr
2 km | dau gilometr
2 hrs | dwy awr
500 MB | pum can megabeit
20 m² | dau ddeg metr sgwâr
-5°C | minws pum gradd Celsius
$2.5m | dau pwynt pump miliwn doler
45 i 12 Mawrth | pedwar deg pump i’r deuddegfed o Fawrth
yn 1998 | yn mil naw naw wyth
2008 | dwy fil ac wyth
2010 | dwy fil a deg
2026 | dwy fil dau ddeg chwech
1990au | nawdegau
2008/09 | dwy fil ac wyth i naw
2009/10 | dwy fil a naw i ddeg
2008/09 i 2010/11 | dwy fil ac wyth i naw hyd at ddwy fil a deg i un deg un
2008–2011 | dwy fil ac wyth i ddwy fil un deg un
3–4 o bobl | tri i bedwar o bobl
£1 | un bunt
£2 | dwy bunt
£6 | chwe phunt
£10 | deg punt
£100 | can punt
£1,000 | mil o bunnoedd
£10.50 | deg punt a phum deg ceiniog
£2 miliwn | dwy filiwn o bunnoedd
61% | chwe deg un y cant
15 Mawrth 2009 | y pymthegfed o Fawrth dwy fil a naw
ar 1 Ebrill | ar y cyntaf o Ebrill
ar 2 Mai | ar yr ail o Fai
erbyn 31 Rhagfyr | erbyn yr unfed ar ddeg ar hugain o Ragfyr
o 1 Ebrill i 3 Mai | o’r cyntaf o Ebrill i’r trydydd o Fai
Mawrth 2009 | Mawrth dwy fil a naw
o Fai 2009 i Dachwedd 2010 | o Fai dwy fil a naw i Dachwedd dwy fil a deg
yn Nhachwedd 2009 | yn Nhachwedd dwy fil a naw
10 am y tro | deg am y tro
9am | naw o’r gloch y bore
3ydd | trydydd
21ain | unfed ar hugain
1/2 | hanner
3/4 | tri chwarter
1/5 | un rhan o bump
chwarter 3/4 | chwarteri tri a phedwar
18:30 | hanner awr wedi chwech yr hwyr
9:15 | chwarter wedi naw y bore
6:30 yh | hanner awr wedi chwech yr hwyr
10:05 | pum munud wedi deg y bore
9:45 | chwarter i ddeg y bore
14:00 | dau o’r gloch y prynhawn
12:00 | hanner dydd
01978 292 100 | dim un naw saith wyth, dau naw dau, un dim dim
cymryd@riweb.example | cymryd at riweb dot example
LL11 1AY | L L un un, un A Y
e.e. hyn | er enghraifft hyn
ni & chi | ni a chi
TP01 | T P dim un
"""
