import type { Said } from './said'
import type { Link } from './shape'
import { font, ink, line, plain, soft, well } from './style'

/** A workspace's colour as a fill, and what is read on it. */
export type Colours = { fill: string; text: string }

export const Code = ({ code }: { code: string }) => (
  <p
    class="code ink well"
    style={`margin:20px 0;padding:18px 4px 18px 12px;border:1px solid ${line};border-radius:10px;background-color:${well};color:${ink};text-align:center;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:36px;line-height:44px;font-weight:700;letter-spacing:8px`}
  >
    {code}
  </p>
)

export const Paragraph = ({ children }: { children: string }) => (
  <p class="ink" style={`${plain};margin:0 0 14px`}>
    {children}
  </p>
)

export const Quote = ({ words, fill }: { words: string[]; fill: string }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style="margin:16px 0">
    <tr>
      <td
        class="ink quote"
        bgcolor={well}
        style={`${plain};padding:14px 18px;border-left:3px solid ${fill};background-color:${well};border-radius:0 8px 8px 0;word-break:break-word`}
      >
        {words.map((words, at) => (
          <>
            {at > 0 && <br />}
            {words}
          </>
        ))}
      </td>
    </tr>
  </table>
)

export const Facts = ({ facts }: { facts: Said['facts'] }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style="margin:16px 0">
    {facts.map((fact, at) => (
      <tr>
        <td
          class="soft rule"
          style={`${font};padding:9px 16px 9px 0;font-size:14px;line-height:20px;color:${soft};${border(at)}`}
          valign="top"
        >
          {fact.label}
        </td>
        <td
          class="ink rule"
          style={`${font};padding:9px 0;font-size:15px;line-height:20px;font-weight:600;color:${ink};${border(at)}`}
          align="right"
          valign="top"
        >
          {fact.value}
        </td>
      </tr>
    ))}
  </table>
)

const border = (at: number) => (at > 0 ? `border-top:1px solid ${line}` : '')

/** The table holds the colour and, for Outlook, the room around the words. */
export const Button = ({ label, href, fill, text }: Link & Colours) => (
  <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin:26px 0 4px">
    <tr>
      <td
        align="center"
        style={`border-radius:9px;background-color:${fill};mso-padding-alt:13px 26px`}
        bgcolor={fill}
      >
        <a
          href={href}
          style={`${font};display:inline-block;padding:13px 26px;mso-padding-alt:0;font-size:16px;line-height:22px;font-weight:600;color:${text};text-decoration:none;border-radius:9px`}
        >
          {label}
        </a>
      </td>
    </tr>
  </table>
)

export const TextLink = ({ label, href }: Link) => (
  <p class="ink" style={`${plain};margin:0 0 4px;font-size:15px`}>
    <a class="ink" href={href} style={`color:${ink};text-decoration:underline`}>
      {label}
    </a>
  </p>
)
