import { useState, type ReactNode } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import styles from './import-roll.module.css'

/** A word of a file, what it may mean as far as that is known, and a line that helps to tell. */
export type Asked<M extends string> = { written: string; hint: string; suggested: M | null }

type Props<M extends string> = {
  asked: readonly Asked<M>[]
  choices: readonly { value: M; label: string }[]
  /** What pressing it does: *Read them so*. */
  label: string
  /** Said when it is pressed and nothing was chosen. */
  nothingSaid: string
  isBusy: boolean
  /** Only what was chosen otherwise than suggested. */
  onSay: (said: { written: string; means: M }[]) => void
}

/** Asks in a card of its own: `children` say why. */
export const WhatTheyMean = <M extends string>({
  title,
  children,
  ...asking
}: Omit<Props<M>, 'nothingSaid'> & { title: string; children: ReactNode }) => (
  <Card title={title}>
    {children}
    <SayWhatTheyMean {...asking} nothingSaid="Say what at least one of them means." />
  </Card>
)

/** Asks a person what words of their file mean: one choice each, said together. Nothing has to be answered. */
export const SayWhatTheyMean = <M extends string>({ asked, choices, label, nothingSaid, isBusy, onSay }: Props<M>) => {
  const [chosen, setChosen] = useState<ReadonlyMap<string, M | null>>(new Map())
  const [error, setError] = useState(false)
  const say = (): void => {
    const said = asked.flatMap(({ written, suggested }) => {
      const means = chosen.get(written) ?? null
      return means === null || means === suggested ? [] : [{ written, means }]
    })
    setError(said.length === 0)
    if (said.length > 0) onSay(said)
  }
  return (
    <>
      <div className={styles.asked}>
        {asked.map(({ written, hint, suggested }) => (
          <SelectField
            key={written}
            label={written}
            hint={hint}
            choices={choices}
            // What is read by its heading can be said to hold something else, or nothing that is needed.
            none={suggested === null ? 'Not said' : undefined}
            value={chosen.has(written) ? (chosen.get(written) ?? null) : suggested}
            onChange={(means) => setChosen(new Map(chosen).set(written, means))}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          {nothingSaid}
        </p>
      )}
      <Quiet>It is kept for this school: every file that comes after is read so, until you say otherwise.</Quiet>
      <div>
        <Button kind="main" isPending={isBusy} onPress={say}>
          {label}
        </Button>
      </div>
    </>
  )
}
