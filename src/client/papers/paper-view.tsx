import type { ReactNode } from 'react'
import { classNames } from '#client/ui/class-names.ts'
import type { Block, Paper } from './paper.ts'
import styles from './paper-view.module.css'

/** A paper as it is read on the screen and printed: the same blocks that the PDF is written from. */
export const PaperView = ({ paper, isPreview = false }: { paper: Paper; isPreview?: boolean }) => {
  // On the screen the page has its own first heading; on paper the paper's title is it.
  const Title = isPreview ? 'h2' : 'h1'
  return (
    <article lang="en-GB" className={classNames(styles.paper, isPreview && styles.preview)} aria-label={paper.title}>
      <Title>{paper.title}</Title>
      {paper.detail.map((line) => (
        <p key={line} className={styles.quiet}>
          {line}
        </p>
      ))}
      {paper.blocks.map((block, index) => (
        // Blocks have no identity of their own and never move.
        <BlockView key={index} block={block} isPreview={isPreview} />
      ))}
      <p className={styles.quiet}>{paper.foot}</p>
    </article>
  )
}

const BlockView = ({ block, isPreview }: { block: Block; isPreview: boolean }) => {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level === 2 ? (isPreview ? 'h3' : 'h2') : isPreview ? 'h4' : 'h3'
      return <Heading>{block.words}</Heading>
    }
    case 'paragraph':
      return (
        <p className={classNames(styles.words, block.look === 'quiet' && styles.quiet)}>
          {block.lead !== undefined && <strong>{block.lead}: </strong>}
          {block.look === 'quote' ? `“${block.words}”` : block.words}
        </p>
      )
    case 'list':
      return (
        <ul className={styles.list}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <Scrolling isWide={isPreview && block.head.length > FITS} label={block.rows.at(0)?.at(0) ?? ''}>
          <table className={styles.table}>
            <thead>
              <tr>
                {block.head.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join('\n')}>
                  {row.map((cell, index) =>
                    index === 0 ? (
                      <th key={block.head[index]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={block.head[index]}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )
  }
}

/** Columns that a phone has room for, if need be with words that are broken. More of them scroll, each word whole. */
const FITS = 3

const Scrolling = ({ isWide, label, children }: { isWide: boolean; label: string; children: ReactNode }) =>
  isWide ? (
    <section
      aria-label={`Table: ${label} and others`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className={classNames(styles.scroll, styles.wide)}
    >
      {children}
    </section>
  ) : (
    <div className={styles.scroll}>{children}</div>
  )
