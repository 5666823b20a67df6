import { Button, Code, type Colours, Facts, Paragraph, Quote, TextLink } from './parts'
import type { MailWords, Section } from './shape'
import { font, ink, line, soft } from './style'

/** What a mail says, from its greeting to its button. */
export const Body = ({ words, colours }: { words: MailWords; colours: Colours }) => (
  <>
    <p class="soft" style={`${font};margin:0 0 10px;font-size:15px;line-height:22px;color:${soft}`}>
      {words.hello}
    </p>
    <h1
      class="ink"
      style={`${font};margin:0 0 16px;font-size:22px;line-height:30px;font-weight:650;color:${ink}`}
    >
      {words.heading}
    </h1>
    {words.projects.map(project => (
      <>
        {project.name && <ProjectName name={project.name} />}
        {project.things.map((thing, at) => (
          <>
            {thing.name && <ThingName name={thing.name} apart={at > 0} />}
            {thing.sections.map((section, i) => (
              <Told section={section} fill={colours.fill} apart={i > 0} />
            ))}
          </>
        ))}
      </>
    ))}
    {words.rest && (
      <p class="soft" style={`${font};margin:22px 0 0;font-size:15px;line-height:22px;color:${soft}`}>
        {words.rest}
      </p>
    )}
    <Button {...words.button} {...colours} />
  </>
)

const ProjectName = ({ name }: { name: string }) => (
  <h2
    class="ink rule"
    style={`${font};margin:28px 0 14px;padding:0 0 8px;border-bottom:1px solid ${line};font-size:18px;line-height:26px;font-weight:650;color:${ink}`}
  >
    {name}
  </h2>
)

const ThingName = ({ name, apart }: { name: string; apart: boolean }) => (
  <p
    class="soft"
    style={`${font};margin:${apart ? 24 : 4}px 0 4px;font-size:13px;line-height:20px;font-weight:600;color:${soft}`}
  >
    {name}
  </p>
)

/** One thing that happened; its own sentence stands above it where it is one of several. */
const Told = ({ section, fill, apart }: { section: Section; fill: string; apart: boolean }) => (
  <>
    {section.heading && (
      <h3
        class="ink"
        style={`${font};margin:${apart ? 22 : 6}px 0 8px;font-size:16px;line-height:24px;font-weight:650;color:${ink}`}
      >
        {section.heading}
      </h3>
    )}
    {section.code && <Code code={section.code} />}
    {section.paragraphs.map(paragraph => (
      <Paragraph>{paragraph}</Paragraph>
    ))}
    {section.quote.length > 0 && <Quote words={section.quote} fill={fill} />}
    {section.facts.length > 0 && <Facts facts={section.facts} />}
    {section.link && <TextLink {...section.link} />}
  </>
)
