"""A hundred phrases as tired people type them, written before the code that understands them.

A line: who (A administrator, D deputy, C coordinator, S teacher), what he types, what is meant: an
act; ``?act`` is offered by a button, ``talk`` is a short line, ``-`` is not understood. ``who`` and
``away`` are of Уткин and others of the cast.
"""

PHRASES = """
A | сводка | summary
A | сводку покажи | summary
A | покажите пожалуйста сводку | summary
A | а где отчет | summary
A | скиньте сводку | summary
A | че по активности | summary
A | cdjlrf | summary
A | свокда | summary
A | сводка за прошлую неделю | of_time
A | отчёт за месяц | of_time
A | отчет за октябрь | of_time
A | дайте отчет за прошлую неделю пж | of_time
A | итоги недели | of_time
A | как дела | summary
A | сводка на сегодня | summary
A | кто не написал | lagging
A | кто отстает | lagging
A | rnj jncnftn | lagging
A | кто молчит | lagging
A | кто у нас молчит | lagging
A | кто не пишет | lagging
A | должники | lagging
A | список отстающих | lagging
A | кто из учителей не написал | lagging
A | кого нет | absent
A | кого сегодня нет | absent
A | кто болеет | absent
A | уткин | who
A | Уткину | who
A | уткина | who
A | Уткин П.И. | who
A | enrby | who
A | что там у петровой | who
A | мария петровна | who
A | уткин 16–20.11 | who
A | уткин болеет до пятницы | who
A | петрова на больничном с понедельника | who
A | юдиной не будет завтра | who
A | напомни всем | remind
A | напомнить отстающим | remind
A | сотрудники | staff
A | список сотрудников | staff
A | найди петрову | find
A | чаты | chats
A | какие чаты молчат | silent
A | проверь чаты | check
A | сделать объявление | announce
A | хочу сделать объявление | announce
A | когда каникулы | rest
A | кто не привязан | binding
A | помогите | help
A | что ты умеешь | help
A | как пользоваться | help
A | меню | menu
A | привет | menu
A | здрасьте | menu
A | ау | menu
A | спасибо | talk
A | спасибо большое | talk
A | спасибо за отчет | talk
A | ок | talk
A | понятно | talk
A | 👍 | talk
A | хорошо | talk
A | картинку и таблицу | pictures
A | таблица за прошлую неделю | of_time
A | прошлая неделя | past
A | какая норма | order
A | какой приказ | order_points
A | когда придет отчет | sends
A | удали уткина | -
A | поменяй фамилию петровой | -
A | погода | -
A | сколько времени | -
A | аывпаып | -
A | завтра педсовет в 15 | -
D | меры | measures
D | записать меру | measure
D | кто отстаёт | lagging
D | сводка пожалуйста | summary
D | петрова | who
D | прошлые отчеты | past
C | школы | organisations
C | кто не подключился | setup
C | сводка | summary
C | отчет за прошлую неделю | of_time
S | моя неделя | mine
S | сколько у меня сообщений | mine
S | сколько я написала | mine
S | сколько осталось | mine
S | не пишите мне | ?quiet
S | отстаньте | ?quiet
S | стоп | ?quiet
S | хватит писать | ?quiet
S | болею до пятницы | cl_away
S | меня не будет завтра | cl_away
S | я на больничном с понедельника | cl_away
S | удалите мои данные | erase
S | у меня болит голова что делать | -
S | можно мне уйти пораньше в пятницу | -
"""
