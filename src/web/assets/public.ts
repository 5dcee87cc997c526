/** Behaviour of pages for anybody: small, and none of it needed. */
import { closeMenus } from './script/menus.ts'
import { guardDoubleSending } from './script/sending.ts'
import { usePasskeys } from './script/passkeys.ts'
import { verifyByFile } from './script/verify.ts'

closeMenus()
guardDoubleSending()
verifyByFile()
usePasskeys()
