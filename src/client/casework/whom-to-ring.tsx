import { Phone } from 'lucide-react'
import { LinkButton } from '#client/ui/button.tsx'
import { Quiet, Row, Stack } from '#client/ui/page.tsx'
import { contactWords, type SafeguardingPlan } from '#domain/records/safeguarding-plan.ts'

/**
 * Whom to ring now, in the order in which to try: the numbers that the school entered, which are on every tablet. Where it
 * entered none it says what anyone would do.
 */
export const WhomToRing = ({ plan }: { plan: SafeguardingPlan | null }) => (
  <Stack gap="tight">
    {plan === null || plan.contacts.length === 0 ? (
      <p>
        Ring the school’s office and ask for the safeguarding lead, then a deputy. If you reach nobody, ring children’s
        social care. No numbers have been entered here yet.
      </p>
    ) : (
      <Row>
        {plan.contacts.map((contact) => (
          <LinkButton
            key={`${contact.who}-${contact.number}`}
            href={`tel:${contact.number.replaceAll(/[^\d+]/g, '')}`}
            icon={<Phone aria-hidden />}
          >
            {contactWords[contact.who]}
            {contact.name === '' ? '' : `, ${contact.name}`}: {contact.number}
          </LinkButton>
        ))}
      </Row>
    )}
    <Quiet>If a child is in danger at this moment, ring 999 first.</Quiet>
  </Stack>
)
