-- The last wall reads an address written letter by letter too: "j a n e @ g m a i l . c o m".

create or replace function app.holds_address(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~* '[[:alnum:]_.+''-]@[[:alnum:]-]'
      or _text ~* '([[:alnum:]_.+-]\s){2,}@(\s[[:alnum:]_.-]){3,}(\s|$)'
      or _text ~* '[[:alnum:]_]\s?@\s?(gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton|protonmail|aol|gmx|live|msn|zoho|fastmail)\M'
      or _text ~* ('[[:alnum:]_](\s{0,2}@\s{0,2}|\s{0,2}[(\[{<*]\s?(at|@|a)\s?[)\]}>*]\s{0,2}|\sat\s)([[:alnum:]-]+' || app.dot() || '){1,5}' || app.ending() || '\M')
      or _text ~* '[[:alnum:]_]\sat\s(gmail|googlemail|hotmail|icloud|protonmail|gmx)\M';
$$;
