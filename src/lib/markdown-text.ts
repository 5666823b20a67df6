/** Somebody's words on one line of Markdown, shown as they are: no marks, no list of their own. */
export const escaped = (words: string): string =>
  words
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\')
    .replace(/^[-+]/, '\\$&')

/** Markdown as plain text, for where marks would only be seen: a mail's quotation. */
export const plain = (markdown: string): string =>
  markdown
    // A line that only names the list below it stands on it.
    .replace(/^(\*\*.+\*\*)\n\n(?=[-*+] )/gm, '$1\n')
    .replace(/(?<!\\)\[((?:[^\]\\]|\\.)+)\]\(((?:https?:\/\/|mailto:)[^\s)]+)\)/g, '$1 ($2)')
    .replace(/^(\s*)[-*+] /gm, '$1• ')
    .replace(/(?<!\\)\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*/g, '$1')
    .replace(/(?<![\\\p{L}\p{N}])([*_])(?=\S)([^*_]+?)(?<=[^\s\\])\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([\\`*_[\]<>~.)+-])/g, '$1')
