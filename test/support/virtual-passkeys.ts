import type { CDPSession, Page } from 'playwright-core'

/**
 * Gives the page a screen lock that makes and shows passkeys by itself, as one finger on a sensor does. With `hasPrf` its
 * passkeys answer a secret, which is what opens a tablet with no office. It stays with the page wherever that goes.
 */
export const giveVirtualPasskeys = async (
  page: Page,
  { hasPrf }: { hasPrf: boolean },
): Promise<{ session: CDPSession; authenticatorId: string }> => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  })
  return { session, authenticatorId }
}
