/** Which statements of a migration old code would stumble over (decision 50). For the test that refuses them. */

interface Statement {
  text: string;
  /** The comment lines right above it. */
  comments: string;
}

/** Statements end with a semicolon outside of quotes, dollar quotes and comments. */
function statementsOf(sql: string): Statement[] {
  const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|;/g;
  const statements: Statement[] = [];
  let text = '';
  let comments = '';
  let from = 0;
  const end = () => {
    if (text.trim() !== '') statements.push({ text: text.trim(), comments });
    text = '';
    comments = '';
  };
  for (const match of sql.matchAll(token)) {
    text += sql.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === ';') end();
    else if (match[0].startsWith('--') || match[0].startsWith('/*')) comments += `${match[0]}\n`;
    // What stands in a function's body or a text is not done now.
    else text += match[0].startsWith('"') ? match[0] : "''";
  }
  text += sql.slice(from);
  end();
  return statements;
}

const TAKES_AWAY = [
  /^drop (?:table|type|view|materialized view|schema|function|sequence)\b/i,
  /\bdrop column\b/i,
  /\brename\b/i,
  /\bset not null\b/i,
  /\balter column [^,]*\btype\b/i,
  /\bdrop default\b/i,
  /^truncate\b/i,
  /^delete\b/i,
];
const NAME = String.raw`(?:if not exists )?(?:only )?("[^"]+"|\w+)`;

/** takesAway lists the statements that old code would stumble over and that no `-- contract: …` comment stands above. */
export function takesAway(sql: string): string[] {
  const made = new Set<string>();
  const found: string[] = [];
  for (const { text, comments } of statementsOf(sql)) {
    const flat = text.replaceAll(/\s+/g, ' ');
    const created = new RegExp(`^create table ${NAME}`, 'i').exec(flat)?.[1];
    if (created) made.add(created);
    const about = new RegExp(`^(?:alter table|create unique index \\S+ on) ${NAME}`, 'i').exec(flat)?.[1];
    // Old code knows nothing of a table that this migration makes.
    if (about && made.has(about)) continue;
    const narrows = /^create unique index\b/i.test(flat) || /\badd (?:constraint \S+ )?(?:check|unique|exclude)\b/i.test(flat);
    const demands = flat
      .split(/,(?![^(]*\))/)
      .some((part) => /\badd column\b.*\bnot null\b/i.test(part) && !/\bdefault\b|\bgenerated\b/i.test(part));
    if (!narrows && !demands && !TAKES_AWAY.some((pattern) => pattern.test(flat))) continue;
    if (!/^-- contract: \S/m.test(comments)) found.push(flat);
  }
  return found;
}
