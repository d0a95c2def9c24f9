"""Countries by their two letters (ISO 3166-1 alpha-2)."""

import re

from formkit.errors import Wrong, quoted

CODES = frozenset(
    re.findall(
        "..",
        "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCY"
        "CZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISIT"
        "JEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNI"
        "NLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTK"
        "TLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW",
    )
)


def country(value: str) -> str:
    """`tr` -> `TR`. Raises Wrong for what is no country's code, with the code of one that is called so."""
    code = value.strip().upper()
    if not code or code in CODES:
        return code
    from formkit.spec.called import country_called

    meant = country_called(value)
    message, hint = f"'{{key}}' must be two letters, not {quoted(value)}", f"write {meant}" if meant else _HINT
    raise Wrong(message, hint, rule="country-unknown", value=value, write=meant)


_HINT = "write them as in TR, US or DE (ISO 3166-1)"
