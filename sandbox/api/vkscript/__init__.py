"""VKScript: the language of `execute`, read into a tree and run within VK's limits.

    script     = { statement }
    statement  = "var" name ["=" expression] {"," name ["=" expression]} ";"
               | "if" "(" expression ")" statement ["else" statement]
               | "while" "(" expression ")" statement
               | "{" { statement } "}"
               | "return" [expression] ";"
               | "delete" place ";"
               | place "=" expression ";"
               | [expression] ";"
    place      = name { "." name | "[" expression "]" }
    expression = either ["?" expression ":" expression]
    either     = operands joined by  ||  &&  == !=  < > <= >=  + -  * / %  (loosest first)
    operand    = {"!" | "-"} value { "." name [arguments] | "@." name | "[" expression "]" }
    value      = number | string | "true" | "false" | "null" | name | "(" expression ")"
               | "[" [expression {"," expression} [","]] "]"
               | "{" [key ":" expression {"," key ":" expression} [","]] "}"
               | "API" "." name {"." name} "(" [expression] ")"
               | ("parseInt" | "parseDouble" | "fork" | "wait") "(" expression ")"
    arguments  = "(" [expression {"," expression}] ")"

Lists have length, push, pop, shift, unshift, slice, splice and indexOf; texts have length, substr,
slice, split and indexOf. `Args` holds the request's other parameters. What is
forked is carried out at once, and told to who waits for it. Comments are // and /* */.
There are no functions, no `for`, no `++` and no `+=`: VK has none either. What VK's page leaves
open (mixed types, the number of steps, 0 for a text without a number) is settled as JavaScript
does, but for parseInt, which never makes what JSON cannot say.
"""

from sandbox.api.vkscript.limits import MOST_CALLS, RunError
from sandbox.api.vkscript.reading import ScriptError
from sandbox.api.vkscript.running import as_params, run

__all__ = ["MOST_CALLS", "RunError", "ScriptError", "as_params", "run"]
