import { raw } from 'hono/html'
import { logoSize } from '../../src/lib/logo'
import { accentOf } from './accent'
import { Body } from './body'
import type { Colours } from './parts'
import type { MailWords } from './shape'
import { css, font, ground, ink, line, outlook, soft } from './style'

export type MailProps = { words: MailWords; lang: string; brand: string; accent?: string; logoUrl?: string }

/** After the preheader: invisible, so that the list of mails shows nothing else behind it. */
const filling = '\u034f\u00a0\u200c'.repeat(90)

/** The one shape of our mails: whose it is, what happened, its content, one button. No picture but the logo. */
export const MailDocument = ({ words, lang, brand, accent, logoUrl }: MailProps) => {
  const colours = accentOf(accent)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <meta name="x-apple-disable-message-reformatting" />
        <title>{words.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
        {raw(outlook)}
      </head>
      <body class="page" bgcolor={ground} style={`margin:0;padding:0;background-color:${ground}`}>
        <div style="display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all" aria-hidden="true">
          {words.preheader}
          {filling}
        </div>
        <table
          class="page"
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border={0}
          bgcolor={ground}
          style={`background-color:${ground}`}
        >
          <tr>
            <td align="center" style="padding:32px 12px">
              <table
                class="wrap"
                role="presentation"
                width="600"
                cellpadding="0"
                cellspacing="0"
                border={0}
                style="max-width:600px;width:100%;text-align:left"
              >
                <tr>
                  <td style="padding:0 4px 18px">
                    {logoUrl ? <Logo url={logoUrl} name={brand} /> : <Mark name={brand} colours={colours} />}
                  </td>
                </tr>
                <tr>
                  <td
                    class="card pad"
                    bgcolor="#ffffff"
                    style={`background-color:#ffffff;border:1px solid ${line};border-radius:14px;padding:36px 40px`}
                  >
                    <Body words={words} colours={colours} />
                  </td>
                </tr>
                <tr>
                  <td
                    class="soft"
                    style={`${font};padding:20px 4px 0;font-size:13px;line-height:20px;color:${soft}`}
                  >
                    <Footer words={words} />
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  )
}

const Footer = ({ words: { answer, why, links } }: { words: MailWords }) => (
  <>
    {answer && (
      <p class="ink" style={`margin:0 0 10px;color:${ink}`}>
        {answer}
      </p>
    )}
    <p style="margin:0 0 10px">{why}</p>
    {links.length > 0 && (
      <p style="margin:0">
        {links.map(({ label, href }, at) => (
          <>
            {at > 0 && ' · '}
            <a class="soft" href={href} style={`color:${soft};text-decoration:underline`}>
              {label}
            </a>
          </>
        ))}
      </p>
    )}
  </>
)

/** On white whatever the theme, for logos are made for paper. */
const Logo = ({ url, name }: { url: string; name: string }) => {
  const { width, height } = logoSize(url, { width: 220, height: 48 })
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
      <tr>
        <td bgcolor="#ffffff" style="background-color:#ffffff;border-radius:9px;padding:8px 10px">
          <img
            src={url}
            alt={name}
            width={width}
            height={height}
            style={`${font};display:block;border:0;width:${width}px;height:${height}px;font-size:15px;font-weight:600;color:${ink}`}
          />
        </td>
      </tr>
    </table>
  )
}

const Mark = ({ name, colours: { fill, text } }: { name: string; colours: Colours }) => (
  <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
    <tr>
      <td
        width="32"
        height="32"
        align="center"
        bgcolor={fill}
        aria-hidden="true"
        style={`${font};background-color:${fill};color:${text};border-radius:9px;font-size:15px;font-weight:700;line-height:32px`}
      >
        {[...name][0]?.toUpperCase()}
      </td>
      <td class="ink" style={`${font};padding-left:10px;font-size:15px;font-weight:600;color:${ink}`}>
        {name}
      </td>
    </tr>
  </table>
)
