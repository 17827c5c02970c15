"""Sign in, sign up, or get a code."""

from core.ui.signing_in import sign_in_here

sign_in_here()
