import { begin, dump, feed } from "../../shared/terminal/Reader.ts";

const PASTS = [
  "",
  "\x1b[?2004hroot@other:/# cd /tmp\r\n\x1b[?2004l\r",
  "$ ls\r\na b c\r\n$ sh\r\n# id\r\nuid=0\r\n# exit\r\n",
  "sh-4.2$ export PS1='[x] '\r\n[x] ls\r\n",
  "MOTD\r\n\x1b[?1049h\x1b[?1049lwhatever\r\n",
];

function commonText(): string {
  let text = "";
  for (let index = 0; index < 60; index++) {
    text += `\x1b[?2004huser@box:~/d${index % 7}$ echo ${index}\r\n\x1b[?2004l\r${index}\r\n`;
  }
  return text;
}

test("readers with different pasts end in one state after a few dozen commands", () => {
  const states = PASTS.map((past) => {
    const before = feed(begin("transcript"), past, "past").state;
    return dump(feed(before, commonText(), "common").state);
  });
  expect(new Set(states).size).toBe(1);
});

test("the state of an ordinary session is small", () => {
  const { state } = feed(begin("transcript"), commonText(), "common");
  expect(dump(state).length).toBeLessThanOrEqual(4_096);
});
