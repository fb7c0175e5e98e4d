callback([{"id":"1","text":"uno","lang":"it"},
  {"id":"2","text":"due","lang":"it"}]);
