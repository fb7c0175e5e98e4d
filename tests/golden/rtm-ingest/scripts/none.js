x = 5;
y = "testo";
z (
{"id":"6","text":"sei","lang":"it"};
