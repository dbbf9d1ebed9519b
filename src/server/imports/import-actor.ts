import type { Actor } from '#domain/permissions/actor.ts'

/** Who takes something into a school when it is nobody's account: the same person everywhere, with no way to sign in. */
const importers = {
  command: { personId: '7d1f6f0a-3b1c-4e58-9d0b-2c9a5e8f4b16', name: 'Import from the command line' },
  wonde: { personId: 'c1a57a08-6a0e-4f0c-8f39-4c1be3a6d0f7', name: 'Fetched from Wonde' },
} as const

/** Whoever runs the office's machine, or set it to fetch marks, may import into any of its schools. */
export const importActor = (who: keyof typeof importers, organisationId: string): Actor => {
  const { personId, name } = importers[who]
  return {
    personId,
    memberships: [
      {
        kind: 'staff-member',
        id: personId,
        organisationId,
        name,
        role: 'administrator',
        yearGroups: null,
        leftOn: null,
      },
    ],
  }
}
