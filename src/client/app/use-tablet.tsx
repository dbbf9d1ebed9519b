import { createContext, useContext, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Tablet, TabletState } from './tablet.ts'

const TabletContext = createContext<Tablet | null>(null)

export const TabletProvider = ({ tablet, children }: { tablet: Tablet; children: ReactNode }) => (
  <TabletContext value={tablet}>{children}</TabletContext>
)

/** This tablet, locked or not: for signing in, setting up and unlocking. Behind the lock use `useSession`. */
export const useTablet = (): Tablet => {
  const tablet = useContext(TabletContext)
  if (tablet === null) throw new Error('useTablet needs a TabletProvider around it.')
  return tablet
}

export const useTabletState = (): TabletState => useStore(useTablet().state)
