import { Copy } from 'lucide-react'
import { useState } from 'react'
import { copyText } from '#client/app/hand-over.ts'
import { sayInstant } from '#client/casework/day-words.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Stack } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { MailLink } from './mail-link.tsx'
import type { Instant } from '#domain/time/instant.ts'
import type { SchoolDay } from '#domain/time/school-day.ts'

/** A one-time link on the screen, once: the office keeps only its fingerprint. */
export const LinkToHandOver = ({
  link,
  expiresAt,
  name,
  today,
  mail,
}: {
  link: string
  expiresAt: Instant | null
  name: string
  today: SchoolDay
  /** Whose it is and their address, where this office can send it to them. */
  mail: { personId: string; email: string } | null
}) => {
  const [isCopied, setCopied] = useState<boolean | null>(null)
  return (
    <Banner tone="good" title={`A link for ${name}`} live="polite">
      <Stack>
        <p>
          Give it to them yourself, in person or by a channel you know is theirs. It works once
          {expiresAt === null ? '' : `, until ${sayInstant(expiresAt, today)}`}. It is not shown again.
        </p>
        <TextField label="One-time link" value={link} isReadOnly />
        <div>
          <Button icon={<Copy aria-hidden />} onPress={() => void copyText(link).then(setCopied)}>
            {isCopied === true ? 'Copied' : 'Copy the link'}
          </Button>
        </div>
        {mail !== null && <MailLink {...mail} link={link} />}
        {isCopied === false && <p>This browser did not let it be copied. Select it and copy it by hand.</p>}
      </Stack>
    </Banner>
  )
}
