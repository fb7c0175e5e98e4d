Grailbird.data.tweets_2014_01 = 
[ {"source": "web", "entities": {"user_mentions": [], "media": [], "hashtags": [], "urls": []}, "geo": {}, "id_str": "420000000000000001", "text": "dal vecchio archivio", "lang": "it", "id": 420000000000000001, "created_at": "2014-01-06 10:00:00 +0000", "user": {"name": "Orto", "screen_name": "orto", "protected": false, "id_str": "9"}} ]
