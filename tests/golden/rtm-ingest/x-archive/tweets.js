window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1642147259999990002"
          ],
          "editsRemaining": "5"
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://x.example\">app</a>",
      "entities": {
        "hashtags": [
          {
            "text": "orto",
            "indices": [
              "0",
              "5"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [
          {
            "screen_name": "piera",
            "id_str": "5"
          }
        ],
        "urls": [
          {
            "url": "https://t.co/JJJJJJJJJJ",
            "expanded_url": "https://orto.example/semi",
            "display_url": "orto.example/semi",
            "indices": [
              "1",
              "2"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "20"
      ],
      "favorite_count": "4",
      "id_str": "1642147259999990002",
      "id": "1642147259999990002",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Sat Apr 01 12:34:56 +0000 2023",
      "full_text": "@piera sì &amp; no: https://t.co/JJJJJJJJJJ",
      "lang": "it",
      "in_reply_to_status_id_str": "1642147259999990000",
      "in_reply_to_screen_name": "piera",
      "coordinates": {
        "type": "Point",
        "coordinates": [
          "9.19",
          "45.46"
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1642147259999990001"
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
      "id_str": "1642147259999990001",
      "id": "1642147259999990001",
      "truncated": false,
      "retweet_count": "1",
      "created_at": "Sat Apr 01 12:34:56 +0000 2023",
      "full_text": "RT @altro: parole tagliate a me…",
      "lang": "it"
    }
  }
]
