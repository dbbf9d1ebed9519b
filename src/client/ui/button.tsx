import type { ReactNode } from 'react'
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

type Look = {
  /** `main` is the one act a screen is for; `quiet` has no frame; `danger` ends something. */
  kind?: 'plain' | 'main' | 'quiet' | 'danger' | undefined
  /** `big` is for the thumb on a doorstep (56 px). */
  size?: 'ordinary' | 'big' | undefined
  /** Takes the whole width that it is given. */
  wide?: boolean | undefined
  /** Drawn before the words; a lucide icon of 20 px. */
  icon?: ReactNode
  children?: ReactNode
}

const look = ({ kind = 'plain', size = 'ordinary', wide = false }: Look): string =>
  classNames(styles.button, styles[kind], size === 'big' && styles.big, wide && styles.wide)

export type ButtonProps = Look & Omit<AriaButtonProps, 'children' | 'className' | 'style'>

/** Something to press that acts here. For going somewhere use `LinkButton`. */
export const Button = ({ kind, size, wide, icon, children, ...rest }: ButtonProps) => (
  <AriaButton type="button" {...rest} className={look({ kind, size, wide })}>
    {icon}
    {children !== undefined && <span className={styles.words}>{children}</span>}
  </AriaButton>
)

export type IconButtonProps = { label: string; icon: ReactNode; kind?: 'plain' | 'quiet' | undefined } & Omit<
  AriaButtonProps,
  'children' | 'className' | 'style' | 'aria-label'
>

/** A button that shows only an icon; `label` is what a screen reader says and a pointer shows. */
export const IconButton = ({ label, icon, kind = 'quiet', ...rest }: IconButtonProps) => (
  <AriaButton
    type="button"
    {...rest}
    aria-label={label}
    className={classNames(styles.button, styles[kind], styles.square)}
  >
    {icon}
  </AriaButton>
)

export type LinkButtonProps = Look & {
  href: string
  target?: string
  download?: string
  id?: string
  'aria-label'?: string
  /** Called when it is followed, besides going there. */
  onPress?: () => void
}

/** A link that looks like a button. `href` may be a route of the app, `tel:`, `sms:` or a map. */
export const LinkButton = ({ kind, size, wide, icon, children, ...rest }: LinkButtonProps) => (
  <AriaLink {...rest} className={look({ kind, size, wide })}>
    {icon}
    <span className={styles.words}>{children}</span>
  </AriaLink>
)

export type TextLinkProps = {
  href: string
  children: ReactNode
  /** What a screen reader says where the words alone do not tell which one it is. Begins with the words (WCAG 2.5.3). */
  label?: string | undefined
  /** Called when it is followed, besides going there. */
  onPress?: () => void
}

/** A link within a sentence. */
export const TextLink = ({ href, children, label, onPress }: TextLinkProps) => (
  <AriaLink
    href={href}
    {...(onPress === undefined ? {} : { onPress })}
    {...(label === undefined ? {} : { 'aria-label': label })}
    className={classNames(styles.textLink)}
  >
    {children}
  </AriaLink>
)
