/** Behaviour of pages behind the sign-in. Everything here is a comfort: each page does its work without it. */
import htmx from 'htmx.org'
import { askBeforeHarm } from './script/confirm.ts'
import { focusSearch } from './script/search.ts'
import { guardDoubleSending } from './script/sending.ts'
import { keepTypedText } from './script/keep.ts'
import { closeMenus } from './script/menus.ts'
import { minimalRoundTrips } from './script/round-trips.ts'
import { scrollToFaults } from './script/faults.ts'
import { usePasskeys } from './script/passkeys.ts'
import { verifyByFile } from './script/verify.ts'

// It works by the attributes it finds; to be read from the console, too.
Object.assign(globalThis, { htmx })

closeMenus()
focusSearch()
askBeforeHarm()
guardDoubleSending()
minimalRoundTrips()
keepTypedText()
scrollToFaults()
verifyByFile()
usePasskeys()
