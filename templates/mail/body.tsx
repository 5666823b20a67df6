import type { MailWords } from './words'

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const plain = `${font};font-size:16px;line-height:25px;color:#1d1a16`

/** What a mail says, from its greeting to its button. */
export const Body = ({ words, fill, text }: { words: MailWords; fill: string; text: string }) => (
  <>
    <p class="soft" style={`${font};margin:0 0 10px;font-size:15px;line-height:22px;color:#6d655b`}>
      {words.hello}
    </p>
    <h1
      class="ink"
      style={`${font};margin:0 0 16px;font-size:22px;line-height:30px;font-weight:650;color:#1d1a16`}
    >
      {words.heading}
    </h1>
    {words.code && <Code code={words.code} />}
    {words.paragraphs.map(paragraph => (
      <p class="ink" style={`${plain};margin:0 0 14px`}>
        {paragraph}
      </p>
    ))}
    {words.quote.length > 0 && <Quote lines={words.quote} fill={fill} />}
    {words.facts.length > 0 && <Facts facts={words.facts} />}
    <Button {...words.button} fill={fill} text={text} />
  </>
)

const Code = ({ code }: { code: string }) => (
  <p
    class="code ink well"
    style="margin:20px 0;padding:18px 12px;border:1px solid #e6e1da;border-radius:10px;background:#faf8f5;color:#1d1a16;text-align:center;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:36px;line-height:44px;font-weight:700;letter-spacing:8px"
  >
    {code}
  </p>
)

const Quote = ({ lines, fill }: { lines: string[]; fill: string }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:18px 0">
    <tr>
      <td
        class="ink quote"
        style={`${plain};padding:14px 18px;border-left:3px solid ${fill};background:#faf8f5;border-radius:0 8px 8px 0`}
      >
        {lines.map((line, at) => (
          <>
            {at > 0 && <br />}
            {line}
          </>
        ))}
      </td>
    </tr>
  </table>
)

const Facts = ({ facts }: { facts: MailWords['facts'] }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:18px 0">
    {facts.map(fact => (
      <tr>
        <td
          class="soft"
          style={`${font};padding:7px 16px 7px 0;font-size:14px;line-height:20px;color:#6d655b`}
          valign="top"
        >
          {fact.label}
        </td>
        <td
          class="ink"
          style={`${font};padding:7px 0;font-size:15px;line-height:20px;font-weight:600;color:#1d1a16`}
          align="right"
          valign="top"
        >
          {fact.value}
        </td>
      </tr>
    ))}
  </table>
)

const Button = ({ label, href, fill, text }: { label: string; href: string; fill: string; text: string }) => (
  <table role="presentation" cellpadding="0" cellspacing="0" style="margin:26px 0 4px">
    <tr>
      <td style={`border-radius:9px;background:${fill}`} bgcolor={fill}>
        <a
          href={href}
          style={`${font};display:inline-block;padding:13px 26px;font-size:16px;line-height:22px;font-weight:600;color:${text};text-decoration:none;border-radius:9px`}
        >
          {label}
        </a>
      </td>
    </tr>
  </table>
)
