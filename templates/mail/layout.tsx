import { accentOf } from './accent'
import { Body } from './body'
import type { MailWords } from './words'

// Mail programs know neither stylesheets of ours nor custom properties: what must hold is inline, what is an
// improvement (dark, narrow) stands in the head.
const css = `
@media (prefers-color-scheme: dark) {
  .page { background: #171513 !important }
  .card { background: #211f1c !important; border-color: #37332e !important }
  .ink, .ink a { color: #f3efe9 !important }
  .soft { color: #b8b0a5 !important }
  .quote { background: #2b2824 !important }
  .well { background: #2b2824 !important; border-color: #4a453e !important }
}
@media (max-width: 480px) {
  .pad { padding: 28px 22px !important }
  .code { font-size: 30px !important; letter-spacing: 6px !important }
}`

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

export type MailProps = { words: MailWords; lang: string; brand: string; accent?: string }

/** The one shape of our mails: whose it is, what happened, its content, one button. No picture from outside. */
export const MailDocument = ({ words, lang, brand, accent }: MailProps) => {
  const colour = accentOf(accent)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{words.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body class="page" style="margin:0;padding:0;background:#f6f4f1">
        <div style="display:none;max-height:0;overflow:hidden;opacity:0" aria-hidden="true">
          {words.preheader}
        </div>
        <table
          class="page"
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style="background:#f6f4f1"
        >
          <tr>
            <td align="center" style="padding:32px 12px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:600px;width:100%"
              >
                <tr>
                  <td style="padding:0 4px 18px">
                    <Brand name={brand} {...colour} />
                  </td>
                </tr>
                <tr>
                  <td
                    class="card pad"
                    style="background:#ffffff;border:1px solid #e6e1da;border-radius:14px;padding:36px 40px"
                  >
                    <Body words={words} {...colour} />
                  </td>
                </tr>
                <tr>
                  <td
                    class="soft"
                    style={`${font};padding:20px 4px 0;font-size:13px;line-height:20px;color:#6d655b`}
                  >
                    {words.answer && (
                      <p class="ink" style="margin:0 0 10px;color:#1d1a16">
                        {words.answer}
                      </p>
                    )}
                    {words.footer}
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

const Brand = ({ name, fill, text }: { name: string; fill: string; text: string }) => (
  <table role="presentation" cellpadding="0" cellspacing="0">
    <tr>
      <td
        width="32"
        height="32"
        align="center"
        aria-hidden="true"
        style={`${font};background:${fill};color:${text};border-radius:9px;font-size:15px;font-weight:700;line-height:32px`}
      >
        {[...name][0]?.toUpperCase()}
      </td>
      <td class="ink" style={`${font};padding-left:10px;font-size:15px;font-weight:600;color:#1d1a16`}>
        {name}
      </td>
    </tr>
  </table>
)
