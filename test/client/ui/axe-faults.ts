import axe from 'axe-core'

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds wrong on the page of a component test: `rule: element`. For states that only an answer of the office or a
 * mistake brings. Colours and places are looked at in a browser (every-screen.test.ts): nothing is drawn here, and what is
 * asked of a whole page, such as its landmarks, stands around what a test draws. React Aria's place for announcements, which
 * nobody can reach, is left out.
 */
export const axeFaults = async (): Promise<string[]> => {
  const { violations } = await axe.run(
    { include: ['body'], exclude: ['[data-live-announcer]'] },
    {
      runOnly: { type: 'tag', values: guidelines },
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
      resultTypes: ['violations'],
    },
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
