import { decodings, foldLetters, unleet, unscrambler, unspace } from './fold';

/** Who an order is for. */
const MACHINE =
  '(?:ai|a\\.i\\.|llm|llms|gpt|chatgpt|claude|gemini|copilot|language model|large language model|assistant|chatbot|bot|summari[sz]er|summari[sz]ation (?:system|tool|model)|analy[sz]er|analysis (?:system|tool|engine|model)|automated (?:system|reader|reviewer|agent)|agent|neural network|transcript reader|ai model|the model)';
/** What a machine was told before. */
const TOLD =
  '(?:instructions?|prompts?|rules?|directions?|directives?|guidelines?|guardrails?|orders|commands?|constraints?|restrictions?|training|system message|system prompt|programming|safeguards?|filters?|policies|policy)';
/** What a machine gives back. */
const OUTPUT =
  '(?:summar(?:y|ies)|response|reply|answer|output|analysis|report|result|json|key points?|claims? list|list of claims|chapter titles?|(?:final|short|long) (?:text|summary))';
/** What is hardly ever anything else than a machine's. */
const OWN_OUTPUT = '(?:summar(?:y|ies)|output|json|key points?|list of claims|chapter titles?|(?:final|short|long) (?:text|summary))';
const SECRET =
  '(?:system prompt|hidden prompt|initial prompt|original prompt|(?:your|the) (?:full |complete |entire |exact |initial |system )?(?:prompt|instructions)|text of the prompt|instructions (?:above|you were given|verbatim)|api keys?|environment variables?|env vars?|credentials|passwords?|secrets?|canary|nonce|access tokens?|confidential (?:data|information)|configuration file|chat history|conversation history|other users?)';

/** Families of orders. All on folded text, every gap bounded. */
const PATTERNS: [string, RegExp][] = [
  [
    'override',
    new RegExp(
      `\\b(?:ignore|disregard|forget|override|bypass|skip|neglect|discard|abandon|drop|set aside|pay no attention to|do not (?:follow|obey|listen to)|don't (?:follow|obey|listen to)|stop (?:following|obeying)|cancel|suspend|erase|delete)\\b[^.!?\\n]{0,60}\\b${TOLD}\\b`,
    ),
  ],
  [
    'override',
    /\b(?:ignore|disregard|forget)\s+(?:all|any|every|everything|anything|whatever|the user|what)\b[^.!?\n]{0,50}\b(?:previous|prior|before|above|earlier|preceding|said|told|written|reply|respond|instead)\b/,
  ],
  [
    'override',
    new RegExp(
      `\\b(?:new|updated|revised|real|actual|true|following|these) ${TOLD}\\b[^.!?\\n]{0,40}(?:\\b(?:for you|you (?:must|should|will|shall|need)|supersede|replace|override|take (?:effect|precedence|priority)|apply|instead|are as follows|now)\\b|:)`,
    ),
  ],
  ['override', new RegExp(`\\b(?:supersedes?|replaces?|overrides?|takes? (?:precedence|priority) over)\\b[^.!?\\n]{0,40}\\b${TOLD}\\b`)],
  ['output', /^[\s"'(*-]*(?:write|report|state|conclude|assert|claim)\s+that\b/],
  // Fences like our own, and words that end what is to be read.
  [
    'address',
    /<\/?[a-z][a-z-]*-[0-9a-f]{8,}>|\b(?:end|beginning|start) of (?:the )?(?:transcript|material|document|input|context|user (?:input|message))\b/,
  ],
  // The same in German, Spanish, French, Italian, Portuguese and Dutch.
  [
    'override',
    /\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|ignora|ignore[nz]?|olvid[ae]\w*|oublie[zr]?|dimentica\w*|esque[cç]a\w*|desconsider[ae]\w*|negeer|vergeet)\b[^.!?\n]{0,60}\b(?:anweisung\w*|vorgaben|regeln|befehle?|instruccion\w*|indicaciones|ordenes|instructions?|consignes|istruzioni|regole|instruc\w*|orientac\w*|instructies|opdrachten)\b/,
  ],
  [
    'address',
    /\b(?:achtung|hinweis|nachricht|aviso|nota|mensaje|atencion|attention|avis|message|avviso|messaggio|aviso|mensagem|let op|bericht)\b[\s,:-]{0,3}(?:an|fur|a|al|para|pour|pour l'|per|voor|aan)?\s*(?:die|das|den|der|el|la|le|il|o|de|het|l')?\s*(?:ki|ia|ai|sprachmodell|modelo|modele|modello|assistent\w*|asistente|assistant|assistente)\b/,
  ],
  [
    'persona',
    new RegExp(
      `\\b(?:you are|you're|become|act as|behave as|pretend (?:to be|you are|that you are)|imagine you are)(?: (?:now|hereby|really|actually|no longer))? (?:an?|the|my|in|your) (?:[\\w-]+ ){0,3}${MACHINE}\\b`,
    ),
  ],
  [
    'persona',
    /\b(?:you are|you're|act as|behave as|pretend (?:to be|you are|that you are)|roleplay as|role-play as|simulate|imagine you are)\b[^.!?\n]{0,25}\b(?:dan\b|unrestricted|unfiltered|uncensored|without (?:any )?(?:restrictions|rules|filters|limits)|jailbroken|developer mode|no longer (?:bound|limited|restricted))/,
  ],
  [
    'persona',
    /\b(?:developer|debug|god|admin|maintenance|sudo|unrestricted|jailbreak|dan|test|override|diagnostic) mode\b[^.!?\n]{0,40}\b(?:on|enabled?|activated?|active|now|enter|initiated?|engaged?)\b|\b(?:enter|enable|activate|switch to|engage)\b[^.!?\n]{0,25}\b(?:developer|debug|god|admin|maintenance|sudo|unrestricted|jailbreak|dan|override|diagnostic) mode\b/,
  ],
  [
    'persona',
    new RegExp(
      `\\b(?:from now on|starting now|henceforth|for the rest of this (?:task|conversation|session))\\b[^.!?\\n]{0,40}\\b(?:you|your|${MACHINE})\\b`,
    ),
  ],
  [
    'leak',
    new RegExp(
      `\\b(?:reveal|print|repeat|show|output|display|tell|leak|return|provide|share|dump|disclose|expose|quote|recite|list|give|write|paste|send|copy|echo|translate|encode|include|append|what (?:is|are|was|were))\\b[^.!?\\n]{0,70}\\b${SECRET}\\b`,
    ),
  ],
  [
    'output',
    /\b(?:reply|respond|answer|output|return|print|emit|produce|generate)\b[^.!?\n]{0,20}\b(?:only|just|solely|exactly|simply|nothing (?:but|except|other)|exclusively|verbatim)\b|\b(?:say|write|state|speak)\s+(?:only|exactly|nothing (?:but|except|other)|exclusively)\b/,
  ],
  [
    'output',
    /(?:^|[,;:("'-]|\b(?:and|please|must|should|then|instead|will|now|to|always|just))\s*(?:reply|respond|answer|output|return|print|emit)\s+(?:to (?:this|the user|everything|all)[^.!?\n]{0,20}\s)?(?:with\b|(?:in|using) (?:json|english|one word|capitals?|all caps|base64|code|markdown|html|rhyme|the (?:form|format|style|voice|language))\b)/,
  ],
  [
    'output',
    new RegExp(
      `\\b(?:your\\s+(?:\\w+\\s){0,2}${OUTPUT}|(?:the|this|each|every|any|all|its)\\s+(?:\\w+\\s){0,2}${OWN_OUTPUT})\\b[^.!?\\n]{0,30}\\b(?:must|should|shall|has to|have to|needs? to|will|is to|are to|ought to)\\b[^.!?\\n]{0,40}\\b(?:be|say|read|state|contain|include|begin|start|end|consist|mention|list|report|claim|link|show|recommend|omit|leave|not)\\b`,
    ),
  ],
  [
    'output',
    new RegExp(
      `\\b(?:include|insert|add|append|prepend|put|place|embed|start|begin|end|finish|open|close|use|write|render|mention|report|record|make|keep|fill|set|replace|attach|work)\\b[^.!?\\n]{0,90}\\b(?:in|into|to|of|at|with|as|from|on)\\s+(?:your|the|this|every|each|any)\\s+(?:\\w+\\s){0,2}${OUTPUT}\\b`,
    ),
  ],
  [
    'output',
    new RegExp(
      `\\b(?:start|begin|end|finish|open|close|prefix|preface|conclude)\\s+(?:your|the|every|each|any|all)\\s+(?:\\w+\\s){0,2}${OUTPUT}\\b`,
    ),
  ],
  [
    'output',
    /\b(?:when|while|before|after|if|whenever|once)\b[^.!?\n]{0,30}\b(?:summari[sz](?:e|ing)|analy[sz](?:e|ing)|processing|process|transcribing|extracting|reading) (?:this|the|it|these|that)\b/,
  ],
  [
    'output',
    /\b(?:do not|don't|never|refuse to|stop|avoid|refrain from)\b[^.!?\n]{0,15}\b(?:summari[sz](?:e|ing)|analy[sz](?:e|ing)|extract(?:ing)?|list(?:ing)?|report(?:ing)?|mention(?:ing)?|flag(?:ging)?|includ(?:e|ing)|return(?:ing)?|quot(?:e|ing))\b[^.!?\n]{0,40}\b(?:this|the|any|it|claims?|fallac(?:y|ies)|content|transcript|text|criticism|quotes?|key points?|anything)\b/,
  ],
  [
    'output',
    /\b(?:summari[sz]e|describe|present|portray|label|mark|classify|rate|score|grade|rank|flag|treat|tag|categori[sz]e)\b[^.!?\n]{0,40}\b(?:this|the|it|all|every|everything)\b[^.!?\n]{0,40}\b(?:as|at|with|to be|10\/10|ten out of ten|perfect|highest|lowest|1\.0|spam|music|advertisement|verified|false|true)\b/,
  ],
  [
    'address',
    new RegExp(
      `\\b(?:attention|note|notice|message|memo|dear|hey|hello|hi|listen|instructions?|important|reminder|warning|request|order|directive|addressed|intended|meant|command|letter|word)\\b[\\s,:-]{0,3}(?:to|for|of)?\\s*(?:the|any|all|every|whatever|whichever|you|this|our|my)?\\s*(?:\\w+\\s){0,2}${MACHINE}\\b`,
    ),
  ],
  ['address', new RegExp(`\\b(?:if|since|as|because|when) you(?: are|'re)\\b[^.!?\\n]{0,20}\\b(?:${MACHINE}|machine|computer|program)\\b`)],
  [
    'address',
    new RegExp(`(?:^|[\\n"'(\\[{*#>-])\\s*(?:${MACHINE}|system|developer|sys|prompt|instruction|user|human)\\s*[:\\]>)}=]+\\s*[^\\s(\\[]`),
  ],
  [
    'address',
    /\b(?:system|admin(?:istrator)?|developer|operator|security|root) (?:override|message|prompt|update|notice|note|alert|command|instruction|directive|request|policy)\b/,
  ],
  [
    'address',
    new RegExp(`\\b${MACHINE}\\b[\\s,:-]{1,3}(?:please|you (?:must|should|will|shall|need|have)|must|should now|listen|stop|now)\\b`),
  ],
  [
    'tools',
    /\b(?:call|use|invoke|execute|trigger|run)\b[^.!?\n]{0,25}\b(?:tools?|functions?|plugins?|the browser|web search|shell|terminal|the following (?:code|command|script|query)|send_email|http request|webhook)\b/,
  ],
  [
    'tools',
    /\b(?:fetch|download|visit|open|load|request|get|access|retrieve|browse(?: to)?|navigate to|connect to|curl|wget|ping|post (?:it|this|them|the [^.!?\n]{0,30}) to|send (?:it|this|them|the [^.!?\n]{0,30}) to)\b[^.!?\n]{0,60}(?:https?:\/\/|\bwww\.|\bftp:\/\/|\b(?:\d{1,3}\.){3}\d{1,3}\b)/,
  ],
  [
    'tools',
    /\bwhat is the (?:final |exact |printed )?(?:result|output) of ['"`(]|\b(?:import os|import hashlib|subprocess\.|os\.(?:popen|system|environ)|eval\(|exec\(|process\.env|<script|javascript:|onerror\s*=)/,
  ],
  [
    'pipeline',
    /\b(?:processing_type|early_exit|quality_score|claim_count|fallacy_count|perspective_count|novelty_score|check_worthiness|content_type|overall_quality|informativeness_score|coherence_score|completeness_score|api_calls|short_summary|key_points|finish_reason|response_format)\b/,
  ],
  [
    'pipeline',
    /\b(?:stop|end|exit|abort|halt|skip|cancel|terminate)\b[^.!?\n]{0,20}\b(?:processing|analysis|analysing|analyzing|pipeline|the run|this run|transcription|extraction)\b/,
  ],
  [
    'pipeline',
    /\b(?:invalid|broken|malformed|unparseable|corrupt|incomplete) json\b|\bkeep (?:retrying|trying|asking|generating)\b|\b(?:retry|repeat this request|try again|generate|write)\b[^.!?\n]{0,30}\b(?:times|forever|endlessly|until|without (?:end|stopping))\b/,
  ],
];

/** Words that orders are made of, for finding them shuffled. */
const VOCABULARY =
  'ignore disregard forget override bypass previous prior above earlier instructions instruction prompt prompts rules guidelines system reveal print repeat output display respond reply answer summary response pretend assistant developer unrestricted everything following message include insert execute confidential environment variables credentials password analyse analyze analysis summarize transcript claims json only exactly'.split(
    ' ',
  );
const unscramble = unscrambler(VOCABULARY);

const LONGEST = 4_000;

/**
 * orderIn says of what kind the order to a machine in a stretch of text is, null where there is none that is known. Written in the clear, with look-alike
 * letters, digits for letters, spaces between letters, shuffled letters, or encoded. A screen, not a proof: what it misses is met by what happens to the
 * answer.
 */
export function orderIn(text: string): string | null {
  const clipped = text.slice(0, LONGEST);
  const folded = foldLetters(clipped);
  const plain = kindOf(folded);
  if (plain) return plain;
  for (const undone of new Set([unleet(folded), unspace(folded), unscramble(folded)])) {
    if (undone === folded) continue;
    if (kindOf(undone)) return 'disguised';
  }
  return decodings(clipped).some((decoded) => kindOf(foldLetters(decoded))) ? 'encoded' : null;
}

function kindOf(folded: string): string | null {
  return PATTERNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}
