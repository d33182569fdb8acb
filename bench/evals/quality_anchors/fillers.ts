/** Own texts that tell nothing of the world: what a scorer must not take for information. */
export const FILLERS = [
  // Openings and endings of shows
  "Hey everyone, welcome back to the channel! It's so good to see you all again. Today is going to be a really fun one, so make sure you stick around until the end. If you're new here, hit that subscribe button and ring the bell so you never miss a video. I love you all so much. Let's get right into it!",
  'Thank you so much for joining us today, and thanks to everybody who made this possible. We could not do it without you. It has been a wonderful time and we hope you enjoyed it as much as we did. See you next time, and have a great week.',
  'Alright guys, that is it for today. I hope you liked it, and if you did, leave a like and a comment below and tell me what you want to see next. Check the link in the description. As always, thank you for watching, and I will see you in the next one. Bye!',
  "Okay, are we live? I think we're live. Hello, hello! Can you hear me? Say something if you can hear me. Okay, good. We're just going to wait a minute for people to come in. Hi there! Hi! How are you all doing tonight? Good, good. Let me just move this a bit.",
  // Small talk
  "How are you doing? I'm good, thanks, how about you? Oh, you know, can't complain. It's been a while, hasn't it? Yeah, it really has. We should do this more often. Definitely. Well, it was great seeing you. You too, take care!",
  "So, yeah, I was thinking about what to do today and honestly I didn't really have any idea. It's one of those days, you know? Like you wake up and you just feel, I don't know, kind of meh. Anyway, I had a coffee and that was nice. And then I just sat there for a while. It was good. I guess that's it really.",
  "No, you go first. No, please, you. Okay, well, I was just going to say that, I mean, you know what I mean. Yeah, totally. Right? Exactly. That's what I was thinking. It's just so, I don't know. Yeah. But what can you do? It is what it is. True. True.",
  'Wait, what was I saying? I completely lost it. Oh well. It happens. Anyway. Where were we? Right, right. So that was that. And the other thing, oh, never mind, I will come back to it later. Remind me, okay? Okay. Cool.',
  // Selling
  'This is going to blow your mind. Seriously, it is the best thing ever, and once you try it you will never go back. It is amazing, it is incredible, it is everything you ever wanted. Do not wait. Get yours today and see the difference for yourself. You deserve it.',
  'Tired of the same old thing? Now there is a better way. Introducing the one you have been waiting for. It is quick, it is easy, and best of all, it works. Call now and get a second one free. Hurry, this offer will not last. Order yours today!',
  'You work hard, so treat yourself. Come in today and find out why everyone is talking about it. Great taste, great price, great fun for the whole family. Bring your friends, bring your kids. We cannot wait to see you. You will love it, we promise.',
  'Use my code at the checkout and save big on your first order. I use it every day and I absolutely love it. It is so good, you guys. Seriously, try it. The link is in the description. Thanks again to our sponsor for making this video possible.',
  // Summaries that say nothing
  'The speaker talks about many interesting things. There are several points that are made and they are all important in their own way. Overall it is a good discussion with lots of things to think about, and everyone seems to agree that more could be said about it.',
  'This was a very interesting conversation. They talked about different things and said what they thought. Some things were good and some were not so good. In the end they all learned something. It was nice to listen to and there was a lot in it.',
  'In this one we look at what it is, how it works and why it matters. There is a lot to say and we try to say it all. First we say what it is about, then we talk about it, and at the end we say what we said. It is really worth it.',
  // Song
  'Oh baby, baby, I need you tonight, hold me close and make it right. Oh oh oh, yeah yeah yeah. Every time I look in your eyes I feel the fire, I feel alive. Oh baby, baby, stay with me tonight.',
  'La la la, sing along with me. La la la, you and I will be free. Hold my hand and dance with me, oh, dance with me, dance with me. La la la, till the morning comes. Oh, till the morning comes.',
  // Play
  "Oh no, oh no, oh no! Run, run, run! Go left, go left! Ah! No! Why? Okay, okay, I'm fine, I'm fine. Where did he go? Oh my gosh. Did you see that? That was so close! Let's go! Yes! Yes! We did it! Oh, that was crazy.",
] as const;
