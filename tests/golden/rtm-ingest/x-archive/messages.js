window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "1-2",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "2",
            "senderId": "1",
            "id": "1642147259999990005",
            "text": "a quattr'occhi https://t.co/KKKKKKKKKK",
            "createdAt": "2023-04-02T08:00:00.000Z",
            "urls": [
              {
                "url": "https://t.co/KKKKKKKKKK",
                "expanded": "https://orto.example/segreto"
              }
            ]
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": "1"
          }
        }
      ]
    }
  }
]
