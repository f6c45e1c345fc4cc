// The page's own words, as Discord's clients say them, in the languages it is tried in. What the bot says is the
// bot's; what the fake refuses is told in English.

const LANGUAGES = ["en", "ru", "ko"];

/** Each key in English, Russian and Korean; `{name}` is filled in. */
export const WORDS = {
  // The frame
  speakAs: ["Speak as", "Говорить за", "말하는 사람"],
  members: ["Members", "Участники", "멤버"],
  traffic: ["Traffic", "Трафик", "트래픽"],
  panel: ["Traffic and faults", "Трафик и сбои", "트래픽과 장애"],
  channels: ["Channels", "Каналы", "채널"],
  messages: ["Messages", "Сообщения", "메시지"],
  unread: ["unread", "не прочитано", "읽지 않음"],
  botOnline: ["bot online", "бот в сети", "봇 온라인"],
  botOffline: ["bot not connected", "бот не подключён", "봇 연결 안 됨"],
  online: ["online", "в сети", "온라인"],
  offline: ["not connected", "не подключён", "연결 안 됨"],
  noPlayground: ["The playground does not answer. Is it still running?", "Площадка не отвечает. Она ещё запущена?", "플레이그라운드가 응답하지 않아요. 아직 실행 중인가요?"],
  cast: ["Cast", "Действующие лица", "등장인물"],
  everyoneElse: ["Everyone else", "Все остальные", "그 외 모두"],
  bot: ["Bot", "Бот", "봇"],
  app: ["APP", "ПРИЛОЖЕНИЕ", "앱"],
  speakAsMember: ["Speak as {name}", "Говорить за {name}", "{name}(으)로 말하기"],

  // Messages
  nothingSaid: ["Nothing was said here yet", "Здесь пока ничего не сказано", "아직 아무 말도 없어요"],
  welcome: ["This is the real bot on a local Discord. Speak as any member, and try a command:", "Это настоящий бот на локальном Discord. Говорите за любого участника и попробуйте команду:", "로컬 Discord에서 실행 중인 실제 봇이에요. 아무 멤버로나 말하고 명령어를 써 보세요:"],
  messageOf: ["Message of {name}", "Сообщение от {name}", "{name}님의 메시지"],
  used: ["{who} used {what}", "{who} использует {what}", "{who}님이 {what} 사용"],
  thinking: ["{name} is thinking…", "{name} думает…", "{name}이(가) 생각하고 있어요…"],
  sendingCommand: ["Sending command…", "Отправка команды…", "명령어 전송 중…"],
  waitingForBot: ["waiting for the bot", "ожидание бота", "봇을 기다리는 중"],
  didNotRespond: ["The application did not respond", "Приложение не отвечает", "애플리케이션이 응답하지 않았어요"],
  interactionFailed: ["This interaction failed", "Ошибка взаимодействия", "상호작용 실패"],
  onlyYou: ["Only you can see this", "Это видно только вам", "나만 볼 수 있어요"],
  dismiss: ["Dismiss message", "Убрать сообщение", "메시지 닫기"],
  edited: ["(edited)", "(изменено)", "(수정됨)"],
  unknownUser: ["unknown-user", "неизвестный-пользователь", "알 수 없는 사용자"],
  deletedRole: ["deleted-role", "удалённая-роль", "삭제된 역할"],
  unknownChannel: ["unknown", "неизвестный", "알 수 없음"],
  pictureElsewhere: ["Picture not loaded: {url}", "Изображение не загружено: {url}", "불러오지 않은 이미지: {url}"],
  download: ["Download", "Скачать", "다운로드"],

  // Components
  makeSelection: ["Make a selection", "Выберите вариант", "선택하기"],
  choose: ["Choose", "Выбрать", "선택"],
  remove: ["Remove", "Удалить", "제거"],
  removeName: ["Remove {name}", "Удалить {name}", "{name} 제거"],
  atMost: ["At most {count} can be chosen.", "Можно выбрать не больше: {count}.", "최대 {count}개까지 선택할 수 있어요."],
  nothingFound: ["Nothing found.", "Ничего не найдено.", "결과가 없어요."],

  // The message box
  messageTo: ["Message {channel} — type / for commands", "Написать {channel} — / для команд", "{channel}에 메시지 보내기 — 명령어는 /"],
  messageDirect: ["Message {channel}", "Написать {channel}", "{channel}에 메시지 보내기"],
  messageLabel: ["Message, or a slash command", "Сообщение или команда", "메시지 또는 명령어"],
  commands: ["Commands", "Команды", "명령어"],
  command: ["Command {name}", "Команда {name}", "명령어 {name}"],
  noSuchCommand: ["There is no such command, or not for this member.", "Такой команды нет или она недоступна этому участнику.", "그런 명령어가 없거나 이 멤버가 사용할 수 없어요."],
  send: ["Send", "Отправить", "보내기"],
  cancel: ["Cancel", "Отмена", "취소"],
  suggestionsFor: ["Suggestions for {name}", "Подсказки: {name}", "{name} 추천"],
  noOptions: ["No options match your search.", "По вашему запросу ничего не найдено.", "검색 결과와 일치하는 옵션이 없어요."],
  optionsFailed: ["Loading options failed: {problem}", "Не удалось загрузить варианты: {problem}", "옵션을 불러오지 못했어요: {problem}"],
  required: ["required", "обязательно", "필수"],
  isRequired: ["“{name}” is required.", "Поле «{name}» обязательно.", "“{name}” 항목은 필수예요."],
  orMore: ["{count} or more", "{count} или больше", "{count} 이상"],
  isTrue: ["True", "Да", "True"],
  isFalse: ["False", "Нет", "False"],
  chooseFile: ["Choose a file", "Выбрать файл", "파일 선택"],
  uploading: ["Uploading…", "Загрузка…", "업로드 중…"],
  typeText: ["text", "текст", "텍스트"],
  typeWhole: ["whole number", "целое число", "정수"],
  typeTruth: ["true or false", "да или нет", "참 또는 거짓"],
  typeMember: ["member", "участник", "멤버"],
  typeChannel: ["channel", "канал", "채널"],
  typeRole: ["role", "роль", "역할"],
  typeMemberOrRole: ["member or role", "участник или роль", "멤버 또는 역할"],
  typeNumber: ["number", "число", "숫자"],
  typeFile: ["file", "файл", "파일"],

  // Menus and modals
  more: ["More: {name}", "Ещё: {name}", "더 보기: {name}"],
  apps: ["Apps", "Приложения", "앱"],
  thisMessage: ["this message", "это сообщение", "이 메시지"],
  submit: ["Submit", "Отправить", "제출"],
  fieldRequired: ["This field is required", "Это поле обязательно", "필수 항목이에요"],
  fieldLength: ["{least} to {most} characters, not {length}", "От {least} до {most} символов, а не {length}", "{length}자가 아니라 {least}~{most}자여야 해요"],

  // Faults
  breakSomething: ["Break something", "Сломать что-нибудь", "고장 내기"],
  slow: ["Slow Discord (2 s)", "Медленный Discord (2 с)", "느린 Discord (2초)"],
  tooSlow: ["Too slow (5 s)", "Слишком медленно (5 с)", "너무 느림 (5초)"],
  roles429: ["Roles: 429, twice", "Роли: 429, дважды", "역할: 429, 두 번"],
  roles500: ["Roles: 500, 3 times", "Роли: 500, 3 раза", "역할: 500, 세 번"],
  roles403: ["Roles: 403", "Роли: 403", "역할: 403"],
  roles404: ["Roles: 404, member gone", "Роли: 404, участник ушёл", "역할: 404, 멤버 없음"],
  dropGateway: ["Drop the gateway", "Оборвать шлюз", "게이트웨이 끊기"],
  clearFaults: ["Clear faults", "Убрать сбои", "장애 모두 제거"],
  noFault: ["No fault is set.", "Сбоев нет.", "설정된 장애가 없어요."],
  struck: ["{label}: struck {hits} requests", "{label}: затронуто запросов: {hits}", "{label}: 요청 {hits}건에 발생"],
  struckOne: ["{label}: struck {hits} request", "{label}: затронуто запросов: {hits}", "{label}: 요청 {hits}건에 발생"],
  hitsOf: ["{hits} of {times}", "{hits} из {times}", "{hits}/{times}"],
  ownFault: ["A fault of your own", "Свой сбой", "직접 만들기"],
  calls: ["Calls", "Запросы", "요청"],
  everything: ["everything", "все", "모두"],
  roleChanges: ["role changes", "смена ролей", "역할 변경"],
  answers: ["answers to interactions", "ответы на взаимодействия", "상호작용 응답"],
  registering: ["registering commands", "регистрация команд", "명령어 등록"],
  whatHappens: ["What happens", "Что случится", "일어날 일"],
  slow2: ["slow, 2 s", "медленно, 2 с", "느림, 2초"],
  slow5: ["slow, 5 s", "медленно, 5 с", "느림, 5초"],
  neverAnswers: ["never answers", "без ответа", "응답 없음"],
  cutBefore: ["connection cut before the effect", "обрыв до выполнения", "실행 전에 연결 끊김"],
  cutAfter: ["connection cut after the effect", "обрыв после выполнения", "실행 후에 연결 끊김"],
  unreadable: ["unreadable answer", "нечитаемый ответ", "읽을 수 없는 응답"],
  howOften: ["How often", "Как часто", "횟수"],
  once: ["once", "один раз", "한 번"],
  threeTimes: ["3 times", "3 раза", "세 번"],
  always: ["always", "всегда", "항상"],
  add: ["Add", "Добавить", "추가"],

  // Traffic
  heartbeats: ["heartbeats", "пульс", "하트비트"],
  clear: ["Clear", "Очистить", "지우기"],
  trafficList: ["Gateway events and REST calls, newest first", "События шлюза и вызовы REST, новые сверху", "게이트웨이 이벤트와 REST 호출, 최신순"],
  gateway: ["gateway", "шлюз", "게이트웨이"],
  toBot: ["to bot", "боту", "봇에게"],
  fromBot: ["from bot", "от бота", "봇에게서"],
  cut: ["cut", "обрыв", "끊김"],
  gatewayEnded: ["gateway connection ended", "соединение со шлюзом закрыто", "게이트웨이 연결 종료"],
  rule: ["rule", "правило", "규칙"],
  violation: ["violation", "нарушение", "위반"],
};

let at = 0;

/** Speaks the language of this locale from now on; English where the page does not know it. */
export function setLanguage(locale) {
  at = Math.max(0, LANGUAGES.indexOf(locale.split("-")[0]));
  document.documentElement.lang = LANGUAGES[at];
}

export function language() {
  return LANGUAGES[at];
}

/** A text with its `{names}` filled in. */
export function t(key, values = {}) {
  return WORDS[key][at].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The same with elements in place of the `{names}`: a list of texts and elements. */
export function phrase(key, nodes) {
  return WORDS[key][at].split(/\{(\w+)\}/).map((part, index) => (index % 2 ? nodes[part] : part));
}

/** A text that was put together in some language, such as the name of a fault, in the present one. */
export function retold(text) {
  return text.split(" · ").map((part) => Object.values(WORDS).find((texts) => texts.includes(part))?.[at] ?? part).join(" · ");
}

/** Writes the words of the page's frame: `data-word` is an element's text, `data-label` its accessible name. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
}
