"""What the buttons under notices are called; several notices share them."""

REMIND_ALL, LAGGING = "Напомнить всем", "Кто отстаёт"
WHY, MEASURES, TABLE = "Почему?", "Меры", "Таблица"
ORGANISATIONS, WRITE = "Организации", "Написать администратору"
AWAY, MINE, QUESTION = "Отсутствую на этой неделе", "Моя неделя", "Вопрос"
REPLY = "Ответить"
