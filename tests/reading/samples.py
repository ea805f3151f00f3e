"""Short texts of our own in the four languages."""

from __future__ import annotations

DARI = (
    "باشنده‌گان روستای سنگ‌تخت می‌گویند که پل چوبی سر دریا پس از باران‌های هفتهٔ گذشته ویران شده است و "
    "شاگردان نمی‌توانند به مکتب بروند.\n"
    "رئیس شورای روستا گفت که انجنیران تا پایان ماه پل تازه‌یی می‌سازند و هزینهٔ آن را دکانداران بازار "
    "می‌پردازند."
)
PASHTO = (
    "د سپین‌غر د کلي اوسېدونکي وايي چې د سيند پر سر لرګين پل د تېرې اونۍ د بارانونو له امله "
    "ړنګ شوی او زده‌کوونکي ښوونځي ته نه شي تلای.\n"
    "د کلي مشر وويل، انجنيران به د مياشتې تر پايه نوی پل جوړ کړي او لګښت به يې د بازار "
    "دوکانداران ورکړي."
)
ARABIC = (
    "قال سكان قرية عين الحجر إن الجسر الخشبي فوق النهر انهار بعد أمطار الأسبوع الماضي ولم يعد "
    "التلاميذ قادرين على الوصول إلى المدرسة.\n"
    "وأوضح رئيس المجلس المحلي أن المهندسين سيبنون جسرا جديدا قبل نهاية الشهر على نفقة تجار السوق."
)
ENGLISH = (
    "Villagers of Stone Ford say the wooden bridge over the river collapsed after last week's rain"
    " and pupils can no longer reach the school.\n"
    "The head of the council said engineers would build a new one before the month is out, paid for"
    " by the traders of the market."
)
