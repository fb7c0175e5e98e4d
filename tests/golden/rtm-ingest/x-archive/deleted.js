window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1642147259999990003"
          ],
          "editsRemaining": "5"
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://x.example\">app</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "20"
      ],
      "favorite_count": "4",
      "id_str": "1642147259999990003",
      "id": "1642147259999990003",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Sat Apr 01 12:34:56 +0000 2023",
      "full_text": "via",
      "lang": "it",
      "deleted_at": "Mon Apr 03 10:00:00 +0000 2023"
    }
  }
]
