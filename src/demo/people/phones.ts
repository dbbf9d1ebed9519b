/**
 * Numbers that Ofcom keeps for drama: 07700 900000 to 900999 and 01632 960000 to 960999. There are only a thousand of each, so
 * in a town of this size strangers share them; the first given out go to the families whose stories are told.
 */
export const phoneBook = (): { mobile(): string; home(): string } => {
  let mobiles = 100
  let homes = 100
  return {
    mobile: () => `07700 900${last(mobiles++)}`,
    home: () => `01632 960${last(homes++)}`,
  }
}

const last = (count: number): string => String(count % 1000).padStart(3, '0')
